def draw(frame):
    cpu(40)            # nothing but computing
    print(frame, "drawn at", now(), "ms")

for frame in ["frame 1", "frame 2", "frame 3", "frame 4"]:
    spawn(draw, frame, name=frame)
