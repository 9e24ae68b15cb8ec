def download(site):
    io(20)
    cpu(2)
    print(site, "done")
    return len(site)
ts = [spawn(download, s, at=50 * i) for i, s in enumerate(["a", "bb", "c"])]
print(gather(*ts))
lock = Lock()
q = Queue()
def put():
    with lock:
        q.put(5)
spawn(put).join()
print(q.get())
