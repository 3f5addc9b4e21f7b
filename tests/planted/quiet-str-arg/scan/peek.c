bool peek(struct str label, struct str row, struct err *err)
{
    return err_set(err, ERR_INPUT, "in " STR_FMT ": " STR_FMT, STR_ARG(label), STR_ARG(row));
}
