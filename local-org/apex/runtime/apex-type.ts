/** A `System.Type` value. One instance per name: compare with `===`. */
export class ApexType {
  /** Canonical: `String`, `List<RelinkCheck>`, `RelinkPlan.Step`. */
  readonly name: string;

  private constructor(name: string) {
    this.name = name;
  }

  private static readonly known = new Map<string, ApexType>();

  static named(name: string): ApexType {
    const key = name.toLowerCase();
    let type = ApexType.known.get(key);
    if (!type) ApexType.known.set(key, (type = new ApexType(name)));
    return type;
  }

  toString(): string {
    return this.name;
  }
}
