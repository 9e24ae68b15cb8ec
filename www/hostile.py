# @title <img src=x onerror="hit()"> "'><script>hit()</script>
# @model threads
# @cores 2
box = Queue()
lock = Lock()


def job(n):
    with lock:
        cpu(5)
    print("<script>hit()</script>", n)
    box.put("<svg onload=hit()>")
    raise ValueError("<img src=x onerror=hit()> javascript:hit()")


for n in range(2):
    spawn(job, n, name='"><img src=x onerror=hit()>' + "\u202e=cmd")
cpu(3)
print("]]>--><b onclick=hit()>")
