using System.Diagnostics.CodeAnalysis;

namespace Keyway.Errors;

/// <summary>The value that a step produced, or the refusal that ended it. Expected refusals are values; exceptions are for bugs and broken machines.</summary>
public readonly struct Result<T>
    where T : notnull
{
    private readonly T? _value;
    private readonly Refusal? _refusal;

    private Result(T? value, Refusal? refusal)
    {
        _value = value;
        _refusal = refusal;
    }

    /// <summary>True when there is a value. A default instance holds neither and counts as a refusal.</summary>
    public bool Succeeded => _refusal is null && _value is not null;

    /// <summary>The value; reading it from a refusal is a bug and throws.</summary>
    public T Value => Succeeded ? _value! : throw new InvalidOperationException($"Read the value of a refused result: {Refusal}");

    /// <summary>The refusal; reading it from a success is a bug and throws.</summary>
    public Refusal Refusal => _refusal ?? (_value is null
        ? new Refusal(Catalogue.General.Uninitialised)
        : throw new InvalidOperationException("Read the refusal of a successful result."));

    /// <summary>Takes the result apart: <c>if (!step.TryGet(out var value, out var refusal)) return refusal;</c></summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = _value;
        refusal = Succeeded ? null : Refusal;
        return refusal is null;
    }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    public static implicit operator Result<T>(KeywayError error) => new(default, new Refusal(error));
}
