use super::on_both;
use super::support::*;

on_both! {
    async fn an_upload_is_kept_for_a_day(database: TestDatabase) {
        let store = database.open().await;
        let old = store.put_upload("old.zip", noon(1), vec![1, 2, 0, 255]).await.expect("kept");
        let found = store.upload(old).await.expect("read").expect("the upload");
        assert_eq!((found.name.as_str(), found.at, found.bytes.as_slice()), ("old.zip", noon(1), &[1, 2, 0, 255][..]));
        let second = store.put_upload("second.zip", noon(2), vec![3]).await.expect("kept");
        assert!(store.upload(old).await.expect("read").is_some());
        store.put_upload("third.zip", noon(3), vec![]).await.expect("kept");
        assert!(store.upload(old).await.expect("read").is_none());
        store.delete_upload(second).await.expect("deleted");
        assert!(store.upload(second).await.expect("read").is_none());
    }
}
