def draw(frame):
    cpu(40)            # одни вычисления
    print(frame, "готов на", now(), "мс")

for frame in ["кадр 1", "кадр 2", "кадр 3", "кадр 4"]:
    spawn(draw, frame, name=frame)
