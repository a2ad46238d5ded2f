namespace Keyway.Errors;

/// <summary>An exception that carries a numbered refusal, thrown where an interface of the framework has no other way to refuse.</summary>
public interface IRefused
{
    /// <summary>What was refused and why.</summary>
    Refusal Refusal { get; }
}
