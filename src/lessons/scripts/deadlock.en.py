fork = Lock()
knife = Lock()

def eat(first, second):
    with first:
        cpu(10)            # the other takes its first one
        with second:
            cpu(10)
            print("thank you")

spawn(eat, fork, knife, name="Ann")
spawn(eat, knife, fork, name="Bob")
