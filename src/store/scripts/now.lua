-- KEYS 1 clock
-- Answer: desk time, ms
return deskNow(KEYS[1])
