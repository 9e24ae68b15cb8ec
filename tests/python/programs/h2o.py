# Two hydrogens and one oxygen meet before the next molecule forms.
import threading


class H2O:
    def __init__(self):
        self.h, self.o = threading.Semaphore(2), threading.Semaphore(1)
        self.barrier = threading.Barrier(3)

    def hydrogen(self, out):
        with self.h:
            self.barrier.wait()
            out.append("H")
            self.barrier.wait()

    def oxygen(self, out):
        with self.o:
            self.barrier.wait()
            out.append("O")
            self.barrier.wait()


water, atoms = H2O(), []
threads = [threading.Thread(target=water.oxygen if x == "O" else water.hydrogen, args=(atoms,))
           for x in "OOHHHH"]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(atoms), ["".join(sorted(atoms[i:i + 3])) for i in (0, 3)])
