void peek(const char *row)
{
    log_warn("odd: %s", row);
}
