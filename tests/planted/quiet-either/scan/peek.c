bool peek(const char *row, struct err *err)
{
    return err_set(err, ERR_INPUT, "found %s", row ? row : "nothing");
}
