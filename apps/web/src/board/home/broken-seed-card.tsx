/** A folder of seeds/ whose files have something wrong: what and where, so that it can be put right. */
export function BrokenSeedCard({ name, problem }: { readonly name: string; readonly problem: string }) {
  return (
    <article className="panel stack" data-testid={`seed-${name}`}>
      <div>
        <h3>{name}</h3>
        <div className="quiet">这个方案还不能启动，请按下面的提示改正文件</div>
      </div>
      <pre className="pre">{problem}</pre>
    </article>
  );
}
