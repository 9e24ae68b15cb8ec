# A child that is forked sees what the parent changed; the name says how it was made.
import multiprocessing as mp

setting = "default"


def show(queue):
    queue.put(setting)


if __name__ == "__main__":
    ctx = mp.get_context("fork")
    setting = "changed"
    queue = ctx.Queue()
    child = ctx.Process(target=show, args=(queue,))
    child.start()
    print(queue.get())
    child.join()
    print(ctx.get_start_method(), "spawn" in mp.get_all_start_methods())
