# Primes by a pool of processes.
import concurrent.futures
import math

PRIMES = [112, 97, 221, 7919, 7917]


def is_prime(n):
    if n < 2:
        return False
    if n == 2:
        return True
    if n % 2 == 0:
        return False
    sqrt_n = int(math.floor(math.sqrt(n)))
    for i in range(3, sqrt_n + 1, 2):
        if n % i == 0:
            return False
    return True


def main():
    with concurrent.futures.ProcessPoolExecutor(max_workers=2) as executor:
        for number, prime in zip(PRIMES, executor.map(is_prime, PRIMES)):
            print("%d is prime: %s" % (number, prime))
        future = executor.submit(divmod, 1, 0)
        print(type(future.exception()).__name__)


if __name__ == "__main__":
    main()
