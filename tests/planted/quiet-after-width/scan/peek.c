bool peek(const char *label, const char *row, struct err *err)
{
    return err_set(err, ERR_INPUT, "%*d in %s", 3, label_count(label), row);
}
