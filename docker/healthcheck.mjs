// Whether the process of this container can work: 200 while a register is away, not without broker or database.
const url = `http://127.0.0.1:${process.env.SAITE_HEALTH_PORT}/health/ready`;
const response = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch(() => undefined);
process.exit(response?.ok ? 0 : 1);
