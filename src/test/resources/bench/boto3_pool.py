"""The same calls as the exporter's, made by a pool of threads: prints wall and processor seconds of each sweep."""
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config


def main(endpoint, arns_file, regions, threads, sweeps):
    with open(arns_file, encoding="ascii") as file:
        arns = file.read().split()
    settings = Config(max_pool_connections=int(threads), retries={"mode": "standard", "max_attempts": 2})
    clients = {
        region: boto3.client("cloudtrail", region_name=region, endpoint_url=endpoint, config=settings)
        for region in regions.split(",")
    }
    pairs = [(arn, region) for arn in arns for region in clients]
    with ThreadPoolExecutor(int(threads)) as pool:
        for _ in range(int(sweeps)):
            wall, processor = time.perf_counter(), time.process_time()
            statuses = list(pool.map(lambda pair: clients[pair[1]].get_trail_status(Name=pair[0]), pairs))
            assert all("IsLogging" in status for status in statuses)
            print(time.perf_counter() - wall, time.process_time() - processor, flush=True)


main(*sys.argv[1:])
