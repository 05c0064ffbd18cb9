namespace Copypasta.Archives;

/// <summary>Gives the id of a post or account the form that other archives of its platform have it in.</summary>
/// <param name="batch">The batch at hand.</param>
/// <param name="value">The field that was written to it last; not empty.</param>
internal delegate FieldRange IdentityForm(PostBatch batch, FieldRange value);
