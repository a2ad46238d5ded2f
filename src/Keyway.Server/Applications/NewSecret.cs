namespace Keyway.Server.Applications;

/// <summary>A secret when it is made: the one time that anybody sees it.</summary>
internal sealed record NewSecret(ApplicationCredential Credential, string Secret)
{
    /// <summary>The name of the type only.</summary>
    public override string ToString() => nameof(NewSecret);
}
