bool peek(const char *label, struct str row, struct err *err)
{
    return err_set(err,
                   ERR_INPUT, "%s, row %d (\"never\"): "
                   "found %.*s, which, as a whole; is no date",
                   label,
                   count(1, 2),
                   (int)row.len,
                   row.at);
}
