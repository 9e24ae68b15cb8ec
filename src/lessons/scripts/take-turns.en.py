def cook(dish, chop, boil):
    cpu(chop)          # the cook's hands are busy
    io(boil)           # it boils by itself
    cpu(10)            # and has to be served
    print(dish, "is ready")

dishes = [("soup", 30, 50),
          ("rice", 10, 60),
          ("salad", 40, 10)]
for dish, chop, boil in dishes:
    spawn(cook, dish, chop, boil, name=dish)
