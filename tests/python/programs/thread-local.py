# Each thread has its own values in a local.
import threading

context = threading.local()
context.user = "main"
seen = {}
barrier = threading.Barrier(2)


def handle(name):
    print(hasattr(context, "user"), end=" ") if name == "ann" else None
    context.user = name
    barrier.wait()
    seen[name] = context.user


threads = [threading.Thread(target=handle, args=(name,)) for name in ("ann", "bob")]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(seen.items()), context.user)
