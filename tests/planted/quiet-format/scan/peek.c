bool peek(const char *row, struct err *err)
{
    return err_set(err, ERR_INPUT, row);
}
