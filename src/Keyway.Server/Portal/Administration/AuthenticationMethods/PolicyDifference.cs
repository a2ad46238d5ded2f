namespace Keyway.Server.Portal.Administration.AuthenticationMethods;

/// <summary>One thing that a change of a policy changes, in words.</summary>
internal sealed record PolicyDifference(string What, string Now, string Then);
