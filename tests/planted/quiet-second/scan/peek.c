bool peek(const char *row, struct err *err)
{
    return row[0] ? err_set(err, 1, "%s", "fine") : err_set(err, 1, "%s", row);
}
