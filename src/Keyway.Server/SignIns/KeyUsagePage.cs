namespace Keyway.Server.SignIns;

/// <summary>A page of people in the order of their names.</summary>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record KeyUsagePage(IReadOnlyList<KeyUsagePerson> People, string? Next);
