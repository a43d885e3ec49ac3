import { z } from 'zod';
import type { NpmResult } from './npm.ts';

/** What a source of the registry said. */
export type Answer =
  | { readonly kind: 'clean' }
  /** Something is known: a line for each package. */
  | { readonly kind: 'found'; readonly lines: readonly string[] }
  /** The source was not reached, or does not answer such questions: nothing is known. */
  | { readonly kind: 'silent'; readonly reason: string };

const Report = z.object({
  auditReportVersion: z.int().describe('Form of the report; an error has none'),
  vulnerabilities: z
    .record(
      z.string(),
      z.object({
        severity: z.string().describe('critical, high, moderate, low or info'),
        range: z.string().describe('Versions that are concerned'),
        via: z
          .array(z.union([z.string(), z.object({ title: z.string(), url: z.string() })]))
          .describe('Advisories, or names of packages through which it comes'),
      }),
    )
    .describe('By name of the package'),
});

/** Reads what `npm audit --json` wrote. */
export function readAudit({ stdout, stderr }: NpmResult): Answer {
  const report = Report.safeParse(jsonOf(stdout));
  if (!report.success) return { kind: 'silent', reason: reasonOf(stdout, stderr) };
  const lines = Object.entries(report.data.vulnerabilities).map(([name, { severity, range, via }]) => {
    const causes = via.map((cause) => (typeof cause === 'string' ? cause : `${cause.title} ${cause.url}`));
    return `${name} ${range} (${severity}): ${causes.join('; ')}`;
  });
  return lines.length === 0 ? { kind: 'clean' } : { kind: 'found', lines };
}

const Signed = z.object({ name: z.string(), version: z.string() });
const Signatures = z.object({
  invalid: z.array(Signed).describe('Packages whose signature or attestation does not fit'),
  missing: z.array(Signed).describe('Packages without a signature of a registry that signs'),
});

/** Reads what `npm audit signatures --json` wrote. */
export function readSignatures({ stdout, stderr }: NpmResult): Answer {
  const report = Signatures.safeParse(jsonOf(stdout));
  if (!report.success) return { kind: 'silent', reason: reasonOf(stdout, stderr) };
  const lines = [
    ...report.data.invalid.map(
      ({ name, version }) => `${name} ${version}: invalid signature / nederīgs paraksts`,
    ),
    ...report.data.missing.map(({ name, version }) => `${name} ${version}: no signature / nav paraksta`),
  ];
  return lines.length === 0 ? { kind: 'clean' } : { kind: 'found', lines };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** npm's own short word on why it has no answer. */
function reasonOf(stdout: string, stderr: string): string {
  const told = z.object({ message: z.string() }).safeParse(jsonOf(stdout));
  if (told.success) return told.data.message;
  const line = `${stderr}\n${stdout}`
    .split('\n')
    .find((text) => /^npm (error|ERR!) (network request|(?!code|syscall|errno|network)\S.{9,})/.test(text));
  return line?.replace(/^npm (error|ERR!) /, '') ?? 'npm gave no answer';
}
