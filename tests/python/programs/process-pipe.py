# Two processes talk through a pipe.
from multiprocessing import Pipe, Process


def child(connection):
    while True:
        try:
            message = connection.recv()
        except EOFError:
            break
        if message == "stop":
            connection.send("stopped")
            break
        connection.send([message.upper(), len(message)])
    connection.close()


if __name__ == "__main__":
    here, there = Pipe()
    p = Process(target=child, args=(there,))
    p.start()
    for word in ["hello", "pipe"]:
        here.send(word)
        print(here.recv())
    print(here.poll())
    here.send("stop")
    print(here.poll(5), here.recv())
    p.join()
    print(p.exitcode)
