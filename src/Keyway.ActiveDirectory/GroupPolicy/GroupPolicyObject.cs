namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>A Group Policy object as it concerns one computer, or one person.</summary>
/// <param name="Id">Its GUID.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="LinkedAt">Distinguished name of the site, domain or unit whose link brought it.</param>
/// <param name="Version">The half of versionNumber that is for them.</param>
/// <param name="Folder">Relative to the share <c>sysvol</c>; empty when it does not apply.</param>
/// <param name="Skipped">Why it does not apply; null when it does.</param>
/// <param name="Refused">What is wrong with it in the directory, such as <c>KW3287</c> and why; null when nothing is.</param>
public sealed record GroupPolicyObject(Guid Id, string Name, string LinkedAt, int Version, string Folder, string? Skipped = null, Errors.Refusal? Refused = null);
