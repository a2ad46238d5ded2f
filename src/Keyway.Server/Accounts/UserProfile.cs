namespace Keyway.Server.Accounts;

/// <summary>What is known of a person beyond what sign-in needs: for people and address books, never for a decision.</summary>
/// <param name="Json">An object of SCIM attributes as they are shown, in one spelling, so that equal profiles are equal texts.</param>
/// <param name="GivenName">Also in the JSON, like the next two: what is searched for.</param>
/// <param name="ManagerId">As the client named the manager.</param>
internal sealed record UserProfile(string Json, string? GivenName, string? FamilyName, string? ManagerId);
