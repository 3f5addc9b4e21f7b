struct row_manager {
    int rows;
};
