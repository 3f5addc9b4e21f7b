bool peek(const char *row, struct err *err)
{
    return err_set(err, ERR_INPUT, "begins with %c", row[0]);
}
