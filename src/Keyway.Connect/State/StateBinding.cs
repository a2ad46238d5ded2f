namespace Keyway.Connect.State;

/// <summary>What a local state is about. A state of anything else is not used: its ids would name the wrong objects.</summary>
/// <param name="Server">Address of the identity server.</param>
/// <param name="Domain">DNS name.</param>
/// <param name="Scope">What of the domain is synced, in one comparable text.</param>
internal sealed record StateBinding(string Server, Guid Tenant, string Domain, string Scope)
{
    /// <summary>One comparable text.</summary>
    public override string ToString() => string.Join('\n', Server, Tenant.ToString("D"), Domain.ToLowerInvariant(), Scope);
}
