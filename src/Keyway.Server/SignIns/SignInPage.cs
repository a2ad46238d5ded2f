namespace Keyway.Server.SignIns;

/// <summary>A page of sign-ins, the latest first.</summary>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record SignInPage(IReadOnlyList<SignInEntry> Entries, string? Next);
