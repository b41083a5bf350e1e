interface Qr {
  readonly qr: { readonly size: number; readonly path: string };
  readonly label: string;
}

/** A QR code drawn by the page itself: the content security policy needs no exception for it. */
export function QrCode({ qr, label }: Qr) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${qr.size} ${qr.size}`}
      width="200"
      height="200"
      shapeRendering="crispEdges"
    >
      <rect width={qr.size} height={qr.size} fill="#fff" />
      <path d={qr.path} fill="#000" />
    </svg>
  );
}
