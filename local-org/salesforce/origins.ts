/** The org's three sites in this run, without trailing slash: `http://relink.my.localhost:4600`. */
export interface Origins {
  lightning: string;
  my: string;
  vf: string;
}
