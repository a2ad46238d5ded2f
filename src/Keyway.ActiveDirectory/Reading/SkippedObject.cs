using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>An object that is there and that cannot be taken. What is known of it from before stays as it is: it is neither changed nor gone.</summary>
/// <param name="ObjectGuid">Null when not even that can be read; then nothing may be taken for gone by its absence.</param>
/// <param name="Dn">Distinguished name, cut and on one line for a log.</param>
/// <param name="Why">What is wrong with it.</param>
public sealed record SkippedObject(Guid? ObjectGuid, string Dn, Refusal Why);
