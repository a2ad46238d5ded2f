using System.Text.Json.Serialization;

namespace Keyway.Server.Graph;

/// <summary>The body of <c>POST …/members/$ref</c>: an address that ends with the object's id.</summary>
internal sealed record ObjectReference([property: JsonPropertyName("@odata.id")] string Address)
{
    /// <summary>The id, of an address such as <c>…/directoryObjects/{id}</c>; null when it ends otherwise. Nothing is fetched from there.</summary>
    public Guid? Id => Guid.TryParseExact(Address[(Address.LastIndexOf('/') + 1)..], "D", out var id) ? id : null;
}
