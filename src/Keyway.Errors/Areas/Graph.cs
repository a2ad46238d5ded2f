namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2780-2799: queries of the Graph-shaped API.</summary>
    public static class Graph
    {
        public static readonly KeywayError OptionUnknown = new(2780, "The query has an option that is not offered here, or one twice.", "Use the options that the documentation of the API names for this address.");
        public static readonly KeywayError PageRefused = new(2781, "$top is no number from 1 to 999, or $skiptoken is none of this server.", "Follow @odata.nextLink as it is.");
        public static readonly KeywayError SelectRefused = new(2782, "$select names a property that is not there.", "Use names from the documentation of the API.");
        public static readonly KeywayError FilterRefused = new(2783, "$filter is malformed, too long, or compares a property that cannot be filtered by, or in a way that it cannot.", "Use eq, ne, in, startswith, and, or, not over the properties that the documentation of the API names; texts stand in single quotes.");
        public static readonly KeywayError OrderRefused = new(2784, "$orderby names a property that lists cannot be ordered by.", "Leave it out, or order by one property that the documentation of the API names.");
        public static readonly KeywayError NotFound = new(2785, "There is no such object.", "Check the id.");
        public static readonly KeywayError BodyRefused = new(2786, "The body is not what this request needs, or names a member that cannot be set.", "Send the members of the documentation, each once, and no others.");
        public static readonly KeywayError PersonNeeded = new(2787, "This address is about the signed-in person, and the caller is none.", "Name the person: /v1.0/users/{id}.");
        public static readonly KeywayError MemberNotFound = new(2788, "The group has no such direct member.", "Read the group's members.");
    }
}
