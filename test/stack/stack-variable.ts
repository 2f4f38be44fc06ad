/** The environment variable that takes the addresses of the run's server from set-up to the suites. */
export const stackVariable = 'ROADQL_TEST_STACK';
