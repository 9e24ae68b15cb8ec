def cook(dish, chop, boil):
    cpu(chop)          # руки повара заняты
    io(boil)           # варится само
    cpu(10)            # осталось подать
    print(dish, "на столе")

dishes = [("суп", 30, 50),
          ("рис", 10, 60),
          ("салат", 40, 10)]
for dish, chop, boil in dishes:
    spawn(cook, dish, chop, boil, name=dish)
