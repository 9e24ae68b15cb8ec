from multiprocessing import AsyncResult, Pool, TimeoutError
from multiprocessing import _ThreadPool as ThreadPool
