/** Upper bounds for times, seconds: from a look into memory to the usual time-out and beyond. */
export const secondBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
