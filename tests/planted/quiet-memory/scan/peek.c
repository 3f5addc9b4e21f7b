bool peek(const char *row, struct err *err)
{
    return err_memory(err, row);
}
