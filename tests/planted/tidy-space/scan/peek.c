int peek(void); 
