namespace Keyway.Server.Portal.Administration.AuthenticationMethods;

/// <summary>What a form says of one model of key.</summary>
public sealed class ModelChoice
{
    public Guid Aaguid { get; set; }

    /// <summary>It is on the list that the restriction means.</summary>
    public bool Chosen { get; set; }
}
