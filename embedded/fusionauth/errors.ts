/** One entry of FusionAuth's error document. */
interface Problem {
  code: string;
  message: string;
  data?: Record<string, unknown>;
}

/** FusionAuth's error document: what is wrong, by the path of the field in the request. */
export class Errors {
  // Without a prototype: a request may name any field, `__proto__` too.
  readonly fieldErrors = Object.create(null) as Record<string, Problem[]>;
  readonly generalErrors: Problem[] = [];

  get any(): boolean {
    return this.generalErrors.length > 0 || Object.keys(this.fieldErrors).length > 0;
  }

  /** Adds `[code]field` for that field; every problem of a request is reported, not only the first. */
  field(code: string, field: string, message: string): this {
    (this.fieldErrors[field] ??= []).push({ code: `[${code}]${field}`, message });
    return this;
  }

  blank(field: string): this {
    return this.field('blank', field, `You must specify the [${field}] property.`);
  }

  invalid(field: string, why: string): this {
    return this.field('invalid', field, `The [${field}] property is not valid. ${why}`);
  }

  notUuid(field: string, value: unknown): this {
    const example = '25a872da-bb44-4af8-a43d-e7bcb5351ebc';
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    const message = `Invalid ${field} [${shown}]. This must be a valid UUID String (e.g. ${example}).`;
    return this.field('couldNotConvert', field, message);
  }

  duplicate(field: string, what: string): this {
    return this.field('duplicate', field, `${what} already exists.`);
  }

  general(code: string, message: string): this {
    this.generalErrors.push({ code: `[${code}]`, message });
    return this;
  }

  /** Ends the request with 400 if there is anything to report. */
  throwIfAny(): void {
    if (this.any) throw new Refusal(400, this);
  }
}

/** Ends a request with that status and that body; FusionAuth answers 401 and 404 without a body. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: object | undefined;

  constructor(status: number, body?: object) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
  }
}

export const notFound = (): Refusal => new Refusal(404);
export const unauthorized = (): Refusal => new Refusal(401);

/** The refusal of a request that names no tenant although there are several. */
export function tenantRequired(): Refusal {
  return new Refusal(
    400,
    new Errors().general(
      'TenantIdRequired',
      'A Tenant Id is required to complete this request. To complete this request, you may assign a Tenant to your API key, or add the X-FusionAuth-TenantId HTTP request header with the Tenant Id.',
    ),
  );
}
