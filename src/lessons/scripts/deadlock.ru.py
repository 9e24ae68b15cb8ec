fork = Lock()              # вилка
knife = Lock()             # нож

def eat(first, second):
    with first:
        cpu(10)            # другой берёт свой прибор
        with second:
            cpu(10)
            print("спасибо")

spawn(eat, fork, knife, name="Аня")
spawn(eat, knife, fork, name="Боря")
