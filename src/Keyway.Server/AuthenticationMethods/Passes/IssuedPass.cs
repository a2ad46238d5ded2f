namespace Keyway.Server.AuthenticationMethods.Passes;

/// <summary>A new pass with its code, which is shown this once.</summary>
internal sealed record IssuedPass(TemporaryAccessPass Pass, string Code)
{
    // Records print all they hold; this one must not.
    public override string ToString() => $"IssuedPass {Pass.Id}";
}
