namespace Keyway.Server.Portal.Administration.Overview;

/// <summary>Something that an administrator should look at.</summary>
/// <param name="State">As <c>&lt;state&gt;</c> names it; danger first.</param>
/// <param name="Kind">What it is about, in a word or two.</param>
/// <param name="Words">What is wrong, and what to do.</param>
internal sealed record Attention(string State, string Kind, string Words, string Path, string Link);
