namespace Keyway.Server.Tokens;

/// <summary>What <see cref="RequireToken"/> asks of an endpoint's callers; stands among the endpoint's metadata, for the API's description and for tests.</summary>
/// <param name="Resource">The audience of the token.</param>
/// <param name="Permissions">One of these lets an application in, and a person whose token is limited; none keeps both out.</param>
/// <param name="Roles">A person needs one of these; none means that any signed-in person will do.</param>
internal sealed record AccessRule(string Resource, IReadOnlyList<Permission> Permissions, IReadOnlyList<Accounts.Role> Roles);
