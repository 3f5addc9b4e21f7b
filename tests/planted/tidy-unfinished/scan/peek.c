int peek(void);
/* @UNFINISHED@: look again */
