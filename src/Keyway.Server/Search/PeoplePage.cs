using Keyway.Server.Accounts;

namespace Keyway.Server.Search;

/// <summary>People who were found.</summary>
/// <param name="Next">The cursor of the next page; null at the last.</param>
internal sealed record PeoplePage(IReadOnlyList<DirectoryUser> People, string? Next);
